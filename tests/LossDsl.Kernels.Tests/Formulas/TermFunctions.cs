namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>All functions of terms, with the error bounds that the documentation of <see cref="Term"/> states.</summary>
internal static class TermFunctions
{
    public static readonly TermFunction[] All =
    [
        new("add", (x, a, _) => x + a, (x, a, _) => x + a),
        new("subtract", (x, a, _) => x - a, (x, a, _) => x - a),
        new("multiply", (x, a, _) => x * a, (x, a, _) => x * a),
        new("divide", (x, a, _) => x / a, (x, a, _) => x / a),
        new("negate", (x, _, _) => -x, (x, _, _) => -x),
        new("abs", (x, _, _) => Term.Abs(x), (x, _, _) => Math.Abs(x)),
        new("sqrt", (x, _, _) => Term.Sqrt(x), (x, _, _) => Math.Sqrt(x), 1, 1),
        new("min", (x, a, _) => Term.Min(x, a), (x, a, _) => Math.Min(x, a)),
        new("max", (x, a, _) => Term.Max(x, a), (x, a, _) => Math.Max(x, a)),
        new("min of a constant", (x, _, _) => Term.Min(2, x), (x, _, _) => Math.Min(2, x)),
        new("max with a constant", (x, _, _) => Term.Max(x, -2), (x, _, _) => Math.Max(x, -2)),
        new("min of NaN", (x, _, _) => Term.Min(double.NaN, x), (_, _, _) => double.NaN),
        new("max with NaN", (x, _, _) => Term.Max(x, double.NaN), (_, _, _) => double.NaN),
        new("clamp to constants", (x, _, _) => Term.Clamp(x, -0.5, 1.5), (x, _, _) => Math.Min(Math.Max(x, -0.5), 1.5)),
        new("clamp", (x, a, b) => Term.Clamp(x, a, b), (x, a, b) => Math.Min(Math.Max(x, a), b)),
        new("less", (x, a, _) => Number(x < a), (x, a, _) => Number(x < a)),
        new("greater", (x, a, _) => Number(x > a), (x, a, _) => Number(x > a)),
        new("less or equal", (x, a, _) => Number(x <= a), (x, a, _) => Number(x <= a)),
        new("greater or equal", (x, a, _) => Number(x >= a), (x, a, _) => Number(x >= a)),
        new("equal", (x, a, _) => Number(Term.AreEqual(x, a)), (x, a, _) => Number(x == a)),
        new("finite", (x, _, _) => Number(Term.IsFinite(x)), (x, _, _) => Number(double.IsFinite(x))),
        new("NaN", (x, _, _) => Number(Term.IsNaN(x)), (x, _, _) => Number(double.IsNaN(x))),
        new("and", (x, a, b) => Number(x < a & a < b), (x, a, b) => Number(x < a && a < b)),
        new("or", (x, a, b) => Number(x < a | a < b), (x, a, b) => Number(x < a || a < b)),
        new("not", (x, a, _) => Number(!(x < a)), (x, a, _) => Number(!(x < a))),
        new("select", (x, a, b) => Term.Select(a < b, x, a), (x, a, b) => a < b ? x : a),
        new("select or 0", (x, a, b) => Term.Select(a < b, x, 0), (x, a, b) => a < b ? x : 0),
        new("select 0 or", (x, a, b) => Term.Select(a < b, 0, x), (x, a, b) => a < b ? 0 : x),
        new("finite or 0", (x, _, _) => Term.FiniteOrZero(x), (x, _, _) => double.IsFinite(x) ? x : 0),
        new("weigh", (x, a, _) => Term.Weigh(x, a), (x, a, _) => a == 0 ? 0 : x * a),
        new("exp", (x, _, _) => Term.Exp(x), (x, _, _) => Math.Exp(x), 2, 2) { Grows = true },
        new("expm1", (x, _, _) => Term.Expm1(x), (x, _, _) => Expm1(x), 2.5, 3) { Grows = true },
        new("log", (x, _, _) => Term.Log(x), (x, _, _) => Math.Log(x), 2, 2),
        new("log1p", (x, _, _) => Term.Log1p(x), (x, _, _) => Log1p(x), 3, 3),
        new("tanh", (x, _, _) => Term.Tanh(x), (x, _, _) => Math.Tanh(x), 6, 4),
        new("sigmoid", (x, _, _) => Term.Sigmoid(x), (x, _, _) => Sigmoid(x), 2.5, 3) { Grows = true },
        new("softplus", (x, _, _) => Term.Softplus(x), (x, _, _) => Softplus(x), 3, 5) { Grows = true },
        new("logsigmoid", (x, _, _) => Term.LogSigmoid(x), (x, _, _) => -Softplus(-x), 3, 5) { Grows = true },
        new("stop gradient", (x, _, _) => Term.StopGradient(x), (x, _, _) => x),
        new("gradient only", (x, _, _) => Term.GradientOnly(x), (_, _, _) => 0),
        new("finite gradient", (x, _, _) => Term.FiniteGradient(x), (x, _, _) => x),
    ];

    // By its Taylor series near 0, where e^x - 1 cancels.
    private static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return Math.Exp(x) - 1;
        var sum = 1.0;
        for (var n = 20; n > 1; n--)
            sum = 1 + x / n * sum;
        return x * sum;
    }

    // 2 atanh(x / (2 + x)) by its series near 0, where 1 + x rounds.
    private static double Log1p(double x)
    {
        if (!(Math.Abs(x) < 0.3))
            return Math.Log(1 + x) + (double.IsFinite(x) && x > -1 ? (x - (1 + x - 1)) / (1 + x) : 0);
        var (s, sum) = (x / (2 + x), 0.0);
        for (var n = 31; n > 1; n -= 2)
            sum = s * s * (1.0 / n + sum);
        return 2 * s * (1 + sum);
    }

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => double.IsNaN(x) ? x : Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    private static Term Number(Condition condition) => Term.Select(condition, 1, 0);

    private static double Number(bool holds) => holds ? 1 : 0;
}
