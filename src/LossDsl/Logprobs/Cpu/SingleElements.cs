namespace LossDsl;

/// <summary>float32.</summary>
internal readonly unsafe struct SingleElements<S, V, U> : IElements<V>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    public static int Size => sizeof(float);

    public static bool Exact => true;

    public static V Load(byte* p) => S.Load((float*)p);

    public static void Store(byte* p, V v) => S.Store((float*)p, v);
}
