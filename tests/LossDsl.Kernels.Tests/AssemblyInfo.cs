// The tests measure memory, count live tensors and set torch's threads: all of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
