// The tests measure memory, count live tensors and set torch's number of threads, all of which are global to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
