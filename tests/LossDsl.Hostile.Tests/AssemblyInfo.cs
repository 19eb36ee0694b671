// A draw takes about a millisecond on one thread; two at a time would only share the processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
