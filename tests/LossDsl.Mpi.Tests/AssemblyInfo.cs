using LossDsl.Mpi.Tests;

// The ranks of one job want all cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Jobs))]
