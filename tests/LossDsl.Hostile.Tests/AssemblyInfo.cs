// A draw takes about a millisecond on one thread; parallel tests would only compete for the cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
