// Live tensors are counted per process: another test running at the same time would be counted, too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
