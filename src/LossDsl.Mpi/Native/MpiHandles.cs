using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// The handles of communicators, types and operations, whose representation the MPI standard leaves to the implementation.
/// </summary>
/// <remarks>
/// In Open MPI, handles are addresses of data that the library exports. In MPICH, and in all libraries with its binary interface
/// (Intel MPI, MVAPICH, Cray MPICH), they are fixed 32-bit integers. Both are represented as <see cref="nint"/>. On the 64-bit
/// little-endian machines that torch supports, a 32-bit argument is the lower half of its 64-bit register or stack slot, and a
/// returned handle is the lower half of a variable that was 0. So the functions are bound once for both.
/// </remarks>
internal sealed record MpiHandles
{
    public const string OpenMpiName = "Open MPI", MpichName = "MPICH";

    public required string Implementation { get; init; }

    public required nint World { get; init; }

    public required nint ReturnErrors { get; init; }

    public required nint InPlace { get; init; }

    public required nint IgnoreStatus { get; init; }

    public required nint Byte { get; init; }

    public required nint Int8 { get; init; }

    public required nint UInt8 { get; init; }

    public required nint Int16 { get; init; }

    public required nint Int32 { get; init; }

    public required nint Int64 { get; init; }

    public required nint Float32 { get; init; }

    public required nint Float64 { get; init; }

    public required nint Sum { get; init; }

    public required nint Max { get; init; }

    public required nint Min { get; init; }

    /// <summary>The handles of a loaded library.</summary>
    public static MpiHandles Detect(nint library) =>
        NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _) ? OpenMpi(library) : Mpich;

    private static MpiHandles OpenMpi(nint library)
    {
        return new MpiHandles
        {
            Implementation = OpenMpiName,
            World = Data("comm_world"),
            ReturnErrors = Data("errors_return"),
            InPlace = 1,
            IgnoreStatus = 0,
            Byte = Data("byte"),
            Int8 = Data("int8_t"),
            UInt8 = Data("uint8_t"),
            Int16 = Data("int16_t"),
            Int32 = Data("int32_t"),
            Int64 = Data("int64_t"),
            Float32 = Data("float"),
            Float64 = Data("double"),
            Sum = Data("op_sum"),
            Max = Data("op_max"),
            Min = Data("op_min"),
        };

        nint Data(string name) => NativeLibrary.GetExport(library, "ompi_mpi_" + name);
    }

    private static MpiHandles Mpich => new()
    {
        Implementation = MpichName,
        World = 0x44000000,
        ReturnErrors = 0x54000001,
        InPlace = -1,
        IgnoreStatus = 1,
        Byte = 0x4c00010d,
        Int8 = 0x4c000137,
        UInt8 = 0x4c00013b,
        Int16 = 0x4c000238,
        Int32 = 0x4c000439,
        Int64 = 0x4c00083a,
        Float32 = 0x4c00040a,
        Float64 = 0x4c00080b,
        Sum = 0x58000003,
        Max = 0x58000001,
        Min = 0x58000002,
    };
}
