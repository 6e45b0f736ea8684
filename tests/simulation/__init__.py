"""The deployed functions under a scheduler that decides, call by call, what happens and in which order.

cloud.py       S3, DynamoDB, SQS and EventBridge Scheduler in memory, as clients like boto3's
worker.py      an invocation of a function, halted at each of its AWS calls
blog.py        a whole Pressmark: its author and readers, its queues and stream, its clock
invariants.py  what must hold at every step, and when all is quiet
seeds.py       random schedules
mutants.py     versions of the engine that are known to be wrong
"""
