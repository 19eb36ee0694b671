namespace LossDsl.Mpi.Tests.Checks;

/// <summary>Every collective with every type gives the same as with ranks that are threads.</summary>
internal static class CollectiveChecks
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, int32, int64, float16, bfloat16, float32, float64, ScalarType.Bool,
    ];

    // Empty, within the handshake, one chunk, several chunks of which the last is shorter.
    private static readonly long[] Lengths = [0, 3, 100, 777];

    public static IEnumerable<Check> All =>
    [
        .. from type in Types from operation in Enum.GetValues<ReduceOp>()
           select new Check($"all-reduce ({operation}) of {type}", world => Each(length =>
               Same(world, length, type, (ranks, own) => ranks.AllReduce(own, operation)))),
        .. from type in Types
           select new Check($"all-gather of {type}", world => Each(length => Same(world, length, type, (ranks, own) =>
           {
               var all = zeros([ranks.Size, 1, length], dtype: type);
               ranks.AllGather(all, own);
               return all;
           }))),
        .. from type in Types
           select new Check($"broadcast of {type}", world => Each(length =>
               Same(world, length, type, (ranks, own) => ranks.Broadcast(own, ranks.Size - 1)))),
        new("numbers that are none", Nans),
        new("groups within the group", Groups),
        new("a group ordered by keys", Keys),
    ];

    private static void Each(Action<long> check) => Array.ForEach(Lengths, check);

    private static void Same(MpiGroup world, long length, ScalarType type, Action<IProcessGroup, Tensor> collective) =>
        Same(world, length, type, (ranks, own) =>
        {
            collective(ranks, own);
            return own;
        });

    private static void Same(MpiGroup world, long length, ScalarType type, Func<IProcessGroup, Tensor, Tensor> collective)
    {
        // Threads sum half-precision numbers in half precision, which is exact for such small numbers.
        var expected = ThreadedProcessGroup.Run(world.Size, group => collective(group, Numbers(group.Rank, length, type)));
        var actual = collective(world, Numbers(world.Rank, length, type));

        Assert.Equal(type, actual.dtype);
        Assert.Equal(Doubles(expected[world.Rank]), Doubles(actual));
        foreach (var tensor in expected)
            tensor.Dispose();
    }

    private static Tensor Numbers(int rank, long length, ScalarType type)
    {
        var numbers = Enumerable.Range(0, (int)length).Select(i => type == ScalarType.Bool
            ? i % (rank + 2) == 0 ? 1 : 0
            : (i * 7 + rank * 3) % 11 - (type == ScalarType.Byte ? 0 : 5.0));
        return tensor(numbers.ToArray()).to(type).view(1, length);
    }

    private static double[] Doubles(Tensor tensor) => tensor.to(float64).ToArray<double>();

    private static void Nans(MpiGroup world)
    {
        foreach (var type in new[] { float32, float64, bfloat16 })
        {
            foreach (var operation in Enum.GetValues<ReduceOp>())
            {
                foreach (var length in new long[] { 3, 300 })
                {
                    var own = full([length], world.Rank == world.Size - 1 ? double.NaN : world.Rank, dtype: type);
                    world.AllReduce(own, operation);
                    Assert.All(Doubles(own), number => Assert.Equal(double.NaN, number));
                }
            }
        }
    }

    private static void Groups(MpiGroup world)
    {
        var part = world.Split(world.Rank % 2);
        Assert.Equal((world.Size / 2, world.Rank / 2), (part.Size, part.Rank));
        var own = tensor(new[] { (double)world.Rank });
        part.AllReduce(own);
        Assert.Equal(Enumerable.Range(0, world.Size).Where(rank => rank % 2 == world.Rank % 2).Sum(), own.item<double>());
    }

    private static void Keys(MpiGroup world) => Assert.Equal(world.Size - 1 - world.Rank, world.Split(0, -world.Rank).Rank);
}
