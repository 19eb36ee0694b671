// Seeds are torch's own, of the whole process: tests that draw at the same time would take each other's numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
