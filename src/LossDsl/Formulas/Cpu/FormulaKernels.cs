using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>The loops of a formula for one element type and vector width, compiled on first use.</summary>
internal sealed class FormulaKernels
{
    private readonly Lazy<RowLoop?> _sums;
    private readonly Lazy<RowLoop> _loss;
    private readonly Lazy<RowLoop?> _slope;

    /// <summary>Creates the kernels without compiling them.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">The vector width in bits.</param>
    public FormulaKernels(IFormula formula, ScalarType dtype, int width)
    {
        var (compile, vectorBytes) = Compiler(dtype, width);
        VectorBytes = vectorBytes;
        _sums = new(() => formula.SumsPass is { } program ? Loop(program) : null);
        _loss = new(() => Loop(formula.LossPass));
        _slope = new(() => formula.GradientPass is { } program ? Loop(program) : null);

        RowLoop Loop(TokenProgram program) => CompiledLoopCache.Get(program, dtype, width, compile);
    }

    /// <summary>Whether loops can be compiled at run time; not under ahead-of-time compilation.</summary>
    public static bool AreSupported => RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>The vector width in bytes.</summary>
    public int VectorBytes { get; }

    /// <summary>The loop of <see cref="IFormula.SumsPass"/>.</summary>
    public RowLoop? Sums => _sums.Value;

    /// <summary>The loop of <see cref="IFormula.LossPass"/>.</summary>
    public RowLoop Loss => _loss.Value;

    /// <summary>The loop of <see cref="IFormula.GradientPass"/>.</summary>
    public RowLoop? Gradient => _slope.Value;

    /// <summary>Returns the compiler for an element type and a vector width, and that width in bytes.</summary>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">The vector width in bits.</param>
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

    // All widths use the same exponential, so results per token do not depend on the hardware.
    private static unsafe (Func<TokenProgram, RowLoop>, int) Single<TLanes, TVector, TBits>()
        where TLanes : ILanes<TVector, TBits>
        where TVector : unmanaged
        where TBits : unmanaged => (KernelCompiler<SingleElements<TLanes, TVector, TBits>, PreciseExponential<TLanes, TVector, TBits>, TLanes, TVector>.Compile, sizeof(TVector));

    private static unsafe (Func<TokenProgram, RowLoop>, int) Double<TLanes, TVector>()
        where TLanes : struct, IElements<TVector>, IArithmetic<TVector>, INaturalExponential<TLanes, TVector>
        where TVector : unmanaged => (KernelCompiler<TLanes, TLanes, TLanes, TVector>.Compile, sizeof(TVector));
}
