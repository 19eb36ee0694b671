namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>The accuracy of every function of terms compared with float64, and its result for non-finite numbers.</summary>
public sealed class FunctionTests
{
    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -3, 20, -20, 100, -100, 104, -104, 372.4, -745, 800, -800, 1e30, -1e30,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, -double.NaN,
    ];

    // The smallest exponential that float32 gives besides 0.
    private const double LeastExponential = 1.7e-38;

    public static TheoryData<int, bool> Engines() => Engine.All();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Errors_stay_within_the_bounds_that_are_stated(int width, bool isWide)
    {
        var engine = new Engine(width, isWide);
        var inputs = Drawn(engine);
        Assert.All(TermFunctions.All, function =>
        {
            var values = engine.Values(function.Function, inputs);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = function.IsExact(inputs[0][i], inputs[1][i], inputs[2][i]);
                var (error, bound) = (Error(expected, values[i], engine), function.Bound(inputs[0][i], isWide));
                Assert.True(error <= bound, $"{function.Name}({inputs[0][i]:R}): {error:F3} units in the last place; at most {bound} are stated");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_not_finite_and_what_overflows(int width, bool isWide)
    {
        var engine = new Engine(width, isWide);
        var triples = (from x in Special from a in Special from b in new[] { 1.0, double.NaN, double.NegativeInfinity } select new[] { x, a, b }).ToList();
        double[][] inputs = [.. Enumerable.Range(0, 3).Select(i => triples.Select(triple => engine.Rounded(triple[i])).ToArray())];
        Assert.All(TermFunctions.All, function =>
        {
            var values = engine.Values(function.Function, inputs);
            for (var i = 0; i < values.Length; i++)
            {
                var (x, a, b) = (inputs[0][i], inputs[1][i], inputs[2][i]);
                var expected = engine.Rounded(function.IsExact(x, a, b));
                Assert.True(
                    double.IsFinite(expected) ? Error(expected, values[i], engine) <= 8 : expected.Equals(values[i]),
                    $"{function.Name}({x:R}, {a:R}, {b:R}): expected {expected:R}, got {values[i]:R}");
            }
        });
    }

    // Numbers of every magnitude and both signs, and many in the range of the exponential.
    private static double[][] Drawn(Engine engine)
    {
        const int Count = 4001;
        var (random, most) = (new Random(3), engine.IsWide ? 300 : 37);
        return [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Count).Select(i => engine.Rounded((i % 4) switch
        {
            0 => (random.NextDouble() * 2 - 1) * Math.Pow(10, (random.NextDouble() * 2 - 1) * most),
            1 => (random.NextDouble() * 2 - 1) * (engine.IsWide ? 709 : 88),
            2 => random.NextDouble() * 8 - 4,
            _ => (random.NextDouble() * 2 - 1) * Math.Pow(10, random.NextDouble() * -10),
        })).ToArray())];
    }

    // The error in units in the last place. Results below the type's smallest exponential may be 0, those at its maximum infinite.
    private static double Error(double expected, double actual, Engine engine)
    {
        var (least, most, digits) = engine.IsWide ? (Math.ScaleB(1, -1022), double.MaxValue, 52) : (LeastExponential, float.MaxValue, 23);
        if (double.IsNaN(expected) || Math.Abs(expected) > most)
            return engine.Rounded(expected).Equals(actual) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(actual) && Math.Abs(expected) > most * (1 - 1e-6))
            return 0;
        var distance = Math.Abs(expected - actual);
        if (double.IsNaN(distance))
            return double.PositiveInfinity;
        return Math.Abs(expected) < least && distance <= least
            ? 0
            : distance / Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(expected), least)) - digits);
    }
}
