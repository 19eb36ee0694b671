// The tests use torch's default generator, which is global: parallel tests would draw each other's numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
