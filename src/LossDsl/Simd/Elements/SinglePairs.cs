using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>float32: two consecutive vectors.</summary>
internal readonly unsafe struct SinglePairs<TLanes, TVector, TBits> : IPairs<TVector>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    public static int Size => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector First, TVector Second) Load(byte* p) => (TLanes.Load((float*)p), TLanes.Load((float*)p + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, TVector first, TVector second)
    {
        TLanes.Store((float*)p, first);
        TLanes.Store((float*)p + TLanes.Count, second);
    }
}
