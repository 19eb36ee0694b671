using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>float32: one vector behind the other.</summary>
internal readonly unsafe struct SinglePairs<S, V, U> : IPairs<V>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    public static int Size => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (V First, V Second) Load(byte* p) => (S.Load((float*)p), S.Load((float*)p + S.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* p, V first, V second)
    {
        S.Store((float*)p, first);
        S.Store((float*)p + S.Count, second);
    }
}
