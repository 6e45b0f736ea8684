from publisher.problem import Problem, SourceError


def test_a_source_error_reads_like_a_compiler_message():
    error = SourceError("posts/tea.md", Problem("This is wrong.", 3, 7, "date"), Problem("So is this."))

    assert str(error) == "posts/tea.md:3:7: date: This is wrong.\nposts/tea.md: So is this."


def test_a_source_error_carries_its_evidence():
    problem = Problem("This is wrong.", 3)

    error = SourceError("posts/tea.md", problem)

    assert (error.key, error.problems) == ("posts/tea.md", (problem,))
