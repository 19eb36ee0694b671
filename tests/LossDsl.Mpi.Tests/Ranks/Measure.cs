using System.Diagnostics;

namespace LossDsl.Mpi.Tests.Ranks;

/// <summary>Measures the time of a collective, and the part of it that is the handshake.</summary>
internal static unsafe class Measure
{
    public const string Verb = "measure";

    /// <summary>Prints microseconds a call, on rank 0.</summary>
    public static int Run()
    {
        var session = MpiSession.Start(new MpiOptions());
        var (bare, world) = (session.World, new MpiGroup(session, session.World, "world"));
        Print(world, "barrier", 2000, () => world.Barrier(), null);
        foreach (var length in new[] { 8, 1 << 10, 1 << 14, 1 << 18, 1 << 22 })
        {
            using var own = ones(length);
            using var all = zeros(world.Size, length);
            var call = new CollectiveCall(Collective.AllReduce(own, ReduceOp.Max), "world", 0);
            var (numbers, places) = ((nint)HostBuffer.ForReadWrite(own, float32).First, (nint)HostBuffer.ForReadWrite(all, float32).First);
            var (bytes, type) = (4L * length, WireType.Find(float32)!);
            var repeats = Math.Clamp((1 << 24) / length, 5, 2000);
            Print(world, $"all-reduce of {length} float32", repeats, () => world.AllReduce(own, ReduceOp.Max),
                () => bare.AllReduce((byte*)numbers, bytes, type, ReduceOp.Max, call));
            Print(world, $"all-reduce (sum) of {length} float32", repeats, () => world.AllReduce(own),
                () => bare.AllReduce((byte*)numbers, bytes, type, ReduceOp.Sum, call));
            Print(world, $"all-gather of {length} float32", repeats, () => world.AllGather(all, own),
                () => bare.AllGather((byte*)places, bytes, call));
            Print(world, $"broadcast of {length} float32", repeats, () => world.Broadcast(own, 0),
                () => bare.Broadcast((byte*)numbers, bytes, 0, call));
        }

        return 0;
    }

    private static void Print(MpiGroup world, string what, int repeats, Action checkedCall, Action? bareCall)
    {
        var (with, without) = (Microseconds(world, repeats, checkedCall), bareCall is null ? 0 : Microseconds(world, repeats, bareCall));
        if (world.Rank == 0)
            Console.WriteLine(bareCall is null ? $"{what,-36} {with,10:0.0} us" : $"{what,-36} {with,10:0.0} us, unchecked {without,10:0.0} us");
    }

    private static double Microseconds(MpiGroup world, int repeats, Action call)
    {
        for (var i = 0; i < repeats / 5 + 1; i++)
            call();
        world.Barrier();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            call();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / repeats;
    }
}
