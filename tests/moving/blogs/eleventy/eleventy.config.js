export default function (config) {
  config.addPassthroughCopy("images");
  config.addCollection("tagNames", (api) => [
    ...new Set(api.getFilteredByTag("posts").flatMap((post) => post.data.tags.filter((tag) => tag !== "posts"))),
  ]);
}
