using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>The loops of a formula for one type and width of vector, compiled when they are first asked for.</summary>
internal sealed class FormulaKernels
{
    private readonly Lazy<RowLoop?> _sums;
    private readonly Lazy<RowLoop> _loss;
    private readonly Lazy<RowLoop?> _slope;

    /// <summary>Prepares them.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">Bits of the vectors.</param>
    public FormulaKernels(Formula formula, ScalarType dtype, int width)
    {
        var (compile, vectorBytes) = Compiler(dtype, width);
        VectorBytes = vectorBytes;
        _sums = new(() => formula.SumsPass is { } program ? Loop(program) : null);
        _loss = new(() => Loop(formula.LossPass));
        _slope = new(() => formula.GradientPass is { } program ? Loop(program) : null);

        RowLoop Loop(TokenProgram program) => CompiledLoopCache.Get(program, dtype, width, compile);
    }

    /// <summary>Whether loops can be compiled at run time; under ahead-of-time compilation they cannot.</summary>
    public static bool AreSupported => RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>Bytes of a vector.</summary>
    public int VectorBytes { get; }

    /// <summary>The loop of <see cref="Formula.SumsPass"/>.</summary>
    public RowLoop? Sums => _sums.Value;

    /// <summary>The loop of <see cref="Formula.LossPass"/>.</summary>
    public RowLoop Loss => _loss.Value;

    /// <summary>The loop of <see cref="Formula.GradientPass"/>.</summary>
    public RowLoop? Gradient => _slope.Value;

    /// <summary>What compiles a program for one type and width of vector, and the bytes of that vector.</summary>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">Bits of the vectors.</param>
    internal static (Func<TokenProgram, RowLoop> Compile, int VectorBytes) Compiler(ScalarType dtype, int width) => (dtype, width) switch
    {
        (ScalarType.Float64, 512) => Double<DoubleLanes512, Vector512<double>>(),
        (ScalarType.Float64, 256) => Double<DoubleLanes256, Vector256<double>>(),
        (ScalarType.Float64, 128) => Double<DoubleLanes128, Vector128<double>>(),
        (ScalarType.Float64, _) => (KernelCompiler<DoubleElements, PlatformExponential<double>, DoubleElements, double>.Compile, sizeof(double)),
        (_, 512) => Single<Lanes512, Vector512<float>, Vector512<uint>>(),
        (_, 256) => Single<Lanes256, Vector256<float>, Vector256<uint>>(),
        (_, 128) => Single<Lanes128, Vector128<float>, Vector128<uint>>(),
        _ => Single<ScalarLanes, float, uint>(),
    };

    // The exponential is the same in every width: a token's numbers do not depend on the hardware.
    private static unsafe (Func<TokenProgram, RowLoop>, int) Single<TLanes, TVector, TBits>()
        where TLanes : ILanes<TVector, TBits>
        where TVector : unmanaged
        where TBits : unmanaged => (KernelCompiler<SingleElements<TLanes, TVector, TBits>, PreciseExponential<TLanes, TVector, TBits>, TLanes, TVector>.Compile, sizeof(TVector));

    private static unsafe (Func<TokenProgram, RowLoop>, int) Double<TLanes, TVector>()
        where TLanes : struct, IElements<TVector>, IArithmetic<TVector>, INaturalExponential<TLanes, TVector>
        where TVector : unmanaged => (KernelCompiler<TLanes, TLanes, TLanes, TVector>.Compile, sizeof(TVector));
}
