namespace LossDsl.Mpi.Tests.Checks;

/// <summary>Invalid collectives are refused on every rank with the same message, and the group remains usable.</summary>
internal static class CollectiveErrorChecks
{
    public static IEnumerable<Check> All =>
    [
        Refused("another collective", world => world.Rank == 1 ? Barrier(world) : AllReduce(world, zeros(3)),
            "the ranks are not in the same collective: {0}: all-reduce (sum) of float32 [3]; rank 1: barrier"),
        Refused("another operation", world => AllReduce(world, zeros(300), world.Rank == 1 ? ReduceOp.Max : ReduceOp.Sum),
            "{0}: all-reduce (sum) of float32 [300]; rank 1: all-reduce (max) of float32 [300]"),
        Refused("another type", world => AllReduce(world, zeros([3], dtype: world.Rank == 1 ? float64 : float32)),
            "{0}: all-reduce (sum) of float32 [3]; rank 1: all-reduce (sum) of float64 [3]"),
        Refused("another length", world => AllReduce(world, zeros(world.Rank == 1 ? 4 : 3)),
            "{0}: all-reduce (sum) of float32 [3]; rank 1: all-reduce (sum) of float32 [4]"),
        Refused("another shape of that length", world => AllReduce(world, world.Rank == 1 ? zeros(3, 2) : zeros(2, 3)),
            "{0}: all-reduce (sum) of float32 [2, 3]; rank 1: all-reduce (sum) of float32 [3, 2]"),
        Refused("another root", world => () => world.Broadcast(zeros(3), world.Rank == 1 ? 1 : 0),
            "{0}: broadcast from rank 0 of float32 [3]; rank 1: broadcast from rank 1 of float32 [3]"),
        Refused("a root that is no rank", world => () => world.Broadcast(zeros(3), world.Rank == 1 ? -1 : 0),
            "MPI group world: rank 1: broadcast from rank -1 of float32 [3]: expected a rank in [0, {1}), got -1"),
        Refused("a tensor that is not contiguous", world => AllReduce(world, world.Rank == 1 ? zeros(3, 2).t() : zeros(2, 3)),
            "MPI group world: rank 1: all-reduce (sum) of float32 [2, 3]: expected a contiguous tensor; contiguous() makes one"),
        Refused("a sum of what cannot be added up", world => AllReduce(world, zeros([2], dtype: ScalarType.ComplexFloat32)),
            "all-reduce (sum) of complexfloat32 [2]: expected numbers that can be combined"),
        Refused("a place of another shape", world => () => world.AllGather(zeros(world.Rank == 1 ? world.Size + 1 : world.Size, 3), zeros(3)),
            "rank 1: all-gather of float32 [3]: expected a place of shape [{1}, 3], got [{2}, 3]"),
        Refused("a place of another type", world => () => world.AllGather(zeros([world.Size, 3], dtype: world.Rank == 1 ? float64 : float32), zeros(3)),
            "rank 1: all-gather of float32 [3]: expected a place for float32, got one for float64"),
        Refused("a color below 0", world => () => world.Split(world.Rank == 1 ? -1 : 0),
            "MPI group world: rank 1: split: expected a color of 0 or more, got -1"),
        new("what .NET makes of signals", _ =>
        {
            string? none = null;
            var zero = 0;
            Assert.Throws<NullReferenceException>(() => none!.Length);
            Assert.Throws<DivideByZeroException>(() => 1 / zero);
        }),
    ];

    private static Check Refused(string name, Func<MpiGroup, Action> call, string expected) => new($"{name} is refused", world =>
    {
        var message = Assert.Throws<MpiException>(call(world)).Message;
        var others = string.Join(", ", Enumerable.Range(0, world.Size).Where(rank => rank != 1));
        Assert.Contains(string.Format(expected, (world.Size == 2 ? "rank " : "ranks ") + others, world.Size, world.Size + 1), message);

        var own = tensor(new[] { 1.0 });
        world.AllReduce(own);
        Assert.Equal(world.Size, own.item<double>());
    });

    private static Action Barrier(MpiGroup world) => world.Barrier;

    private static Action AllReduce(MpiGroup world, Tensor own, ReduceOp operation = ReduceOp.Sum) =>
        () => world.AllReduce(own, operation);
}
