using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>A loop over some tokens of a row. All arguments but the offsets are addresses.</summary>
/// <param name="inputs">The addresses of the first token in each input.</param>
/// <param name="rows">Numbers of the row, in float64.</param>
/// <param name="outputs">The addresses of the first token in each output.</param>
/// <param name="from">Offset in bytes of the first token to visit.</param>
/// <param name="to">Offset in bytes of the first one that is not to be visited.</param>
/// <param name="reduced">A vector for each reduced term, which is continued.</param>
internal delegate void RowLoop(long inputs, long rows, long outputs, long from, long to, long reduced);

/// <summary>How a <see cref="RowLoop"/> reaches memory: what an expression tree cannot say.</summary>
internal static unsafe class RowMemory<TElements, TLanes, TVector>
    where TElements : IElements<TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    public static long Address(long table, int index) => ((long*)table)[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(long column, long at) => TElements.Load((byte*)column + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(long column, long at, TVector value) => TElements.Store((byte*)column + at, value);

    public static TVector Row(long rows, int index) => TLanes.Broadcast(((double*)rows)[index]);

    public static TVector Reduced(long reduced, int index) => ((TVector*)reduced)[index];

    public static void SetReduced(long reduced, int index, TVector value) => ((TVector*)reduced)[index] = value;
}
