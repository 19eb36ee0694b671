using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>What vectors of several float32 can do besides: a table of four.</summary>
/// <typeparam name="V">The vector of numbers.</typeparam>
/// <typeparam name="U">The vector of their bits.</typeparam>
internal interface IVectorLanes<V, U> : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    /// <summary>Four numbers, over and over.</summary>
    static abstract V Repeat(Vector128<float> four);

    /// <summary>Of four numbers that are repeated in <paramref name="table"/> those that the two lowest bits of each place name.</summary>
    static abstract V Lookup(V table, U places);
}
