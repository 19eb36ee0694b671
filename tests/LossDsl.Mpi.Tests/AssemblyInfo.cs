using LossDsl.Mpi.Tests;

// The ranks of a job use all cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Jobs))]
