namespace LossDsl;

/// <summary>float32.</summary>
internal readonly unsafe struct SingleElements<TLanes, TVector, TBits> : IElements<TVector>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    public static int Size => sizeof(float);

    public static bool IsExact => true;

    public static TVector Load(byte* p) => TLanes.Load((float*)p);

    public static void Store(byte* p, TVector v) => TLanes.Store((float*)p, v);
}
