using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>A compiled loop over a range of tokens of a row. All arguments except the offsets are addresses.</summary>
/// <param name="inputs">Address of an array with the address of the first token of each input.</param>
/// <param name="rows">Address of the numbers of the row, float64.</param>
/// <param name="outputs">Address of an array with the address of the first token of each output.</param>
/// <param name="from">Byte offset of the first token to visit.</param>
/// <param name="to">Byte offset after the last token to visit.</param>
/// <param name="reduced">Address of one accumulator vector per reduced term; the loop continues from its value.</param>
internal delegate void RowLoop(long inputs, long rows, long outputs, long from, long to, long reduced);

/// <summary>The loads and stores of a <see cref="RowLoop"/>, which expression trees cannot express.</summary>
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
