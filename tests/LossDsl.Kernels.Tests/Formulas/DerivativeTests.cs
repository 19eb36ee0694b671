namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>Derivatives of compiled loops and of operators, compared with finite differences.</summary>
public sealed class DerivativeTests
{
    // Functions whose derivative deliberately differs from that of their value.
    private static readonly string[] OnPurpose = ["stop gradient", "gradient only"];

    public static TheoryData<int, bool> Engines() => Engine.All();

    public static TheoryData<int> Widths() => new(Engine.Widths);

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_function_by_each_of_its_operands(int width, bool isWide)
    {
        var engine = new Engine(width, isWide);
        var inputs = Drawn(engine, 203, 5);
        Assert.All(TermFunctions.All.Where(function => !OnPurpose.Contains(function.Name)), function =>
        {
            Check(function.Function, function.IsExact);
            Check((x, a, b) => function.Function(a, x, b), (x, a, b) => function.IsExact(a, x, b));

            void Check(TokenFunction term, Func<double, double, double, double> exact)
            {
                var slopes = engine.Slopes(term, inputs);
                for (var i = 0; i < slopes.Length; i++)
                {
                    var (x, a, b) = (inputs[0][i], inputs[1][i], inputs[2][i]);
                    var step = Math.Abs(x) * 1e-5;
                    var expected = (exact(x + step, a, b) - exact(x - step, a, b)) / (2 * step);
                    // sqrt and log below 0.
                    if (double.IsNaN(expected))
                        continue;
                    var tolerance = (isWide ? 1e-6 : 1e-5) * Math.Max(1, Math.Abs(expected));
                    Assert.True(
                        Math.Abs(expected - slopes[i]) <= tolerance, $"{function.Name}({x:R}, {a:R}, {b:R}): expected {expected:R}, got {slopes[i]:R}");
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_the_documentation_says_of_them(int width, bool isWide)
    {
        var engine = new Engine(width, isWide);
        Assert.Equal([0, 0], Slopes((x, _, _) => Term.Abs(x), 0, -0.0));
        Assert.Equal([1, 1], Slopes((x, a, _) => Term.Min(x, a), 0.5, 0.25));
        Assert.Equal([1, 1], Slopes((x, a, _) => Term.Max(x, x), 0.5, 0.25));
        Assert.Equal([0, 0], Slopes((x, a, _) => Term.Min(a, x), 0.5, 0.5));
        Assert.Equal([0, 1, 1, 1, 0], Slopes((x, _, _) => Term.Clamp(x, -1, 2), -1.5, -1, 0, 2, 2.5));
        Assert.Equal([0, 0], Slopes((x, _, _) => Term.StopGradient(x), 1, 2));
        Assert.Equal([1, 1], Slopes((x, _, _) => Term.GradientOnly(x), 1, double.PositiveInfinity));
        Assert.Equal([0, 1], Slopes((x, _, _) => Term.FiniteGradient(Term.Sqrt(x)), 0, 0.25));
        Assert.Equal([double.PositiveInfinity, 1], Slopes((x, _, _) => Term.Sqrt(x), 0, 0.25));
        Assert.Equal([0, 1, 0], Slopes((x, _, _) => Term.FiniteOrZero(x), double.NegativeInfinity, 5, double.NaN));

        double[] Slopes(TokenFunction function, params double[] x) =>
            engine.Slopes(function, [x, [.. x.Select(_ => 0.5)], [.. x.Select(_ => 0.0)]]);
    }

    // In each of these the exponential overflows in the branch that is not chosen: 0 * infinity would be NaN.
    [Theory]
    [MemberData(nameof(Engines))]
    public void An_infinity_that_is_not_chosen_makes_no_NaN(int width, bool isWide)
    {
        var engine = new Engine(width, isWide);
        double[][] inputs = [[1000, 2000, 1e30], [0, 0, 0], [3, 3, 3]];
        TokenFunction[] functions =
        [
            (x, a, b) => Term.Select(x < a, Term.Exp(x), b),
            (x, a, b) => Term.Select(x > a, b, Term.Exp(x) * Term.Exp(x)),
            (x, a, b) => Term.Min(Term.Exp(x), b),
            (x, a, b) => Term.Min(b, Term.Exp(x) * x),
            (x, a, b) => Term.Max(-Term.Exp(x), b),
            (x, a, b) => Term.Clamp(Term.Exp(x), 0, 5),
            (x, a, b) => Term.FiniteOrZero(Term.Exp(x)),
            (x, a, b) => Term.Weigh(Term.Exp(x), a),
            (x, a, b) => Term.Log(Term.Min(Term.Expm1(x), b)),
            (x, a, b) => Term.Tanh(Term.Select(Term.IsFinite(Term.Exp(x)), Term.Exp(x), b)),
        ];
        Assert.All(functions, function =>
        {
            Assert.All(engine.Values(function, inputs), value => Assert.True(double.IsFinite(value), $"{value}"));
            Assert.Equal([0, 0, 0], engine.Slopes(function, inputs));
        });
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Functions_of_functions_drawn_at_random(int width)
    {
        const int Formulas = 60;
        var (engine, operators) = (new Engine(width, IsWide: true), new Engine(Engine.Operators, IsWide: true));
        var (compared, all) = (0, 0);
        for (var seed = 0; seed < Formulas; seed++)
        {
            TokenFunction function = new RandomFunction(seed).Function;
            var inputs = Drawn(engine, 37, seed);
            var (slopes, values) = (engine.Slopes(function, inputs), At(0));
            var other = operators.Slopes(function, inputs);
            const double Step = 1e-5;
            var (above, below) = (At(Step), At(-Step));
            for (var i = 0; i < slopes.Length; i++, all++)
            {
                var what = $"seed {seed}, token {i}";
                var scale = Math.Max(1, Math.Abs(other[i]));
                Assert.True(Math.Abs(slopes[i] - other[i]) <= 1e-10 * scale, $"{what}: {other[i]:R} by operators, {slopes[i]:R} by the loop");
                // If the one-sided differences are unequal, there is a kink between them.
                var (right, left) = ((above[i] - values[i]) / Step, (values[i] - below[i]) / Step);
                if (Math.Abs(right - left) > 1e-2 * scale)
                    continue;
                compared++;
                Assert.True(Math.Abs((right + left) / 2 - slopes[i]) <= 1e-6 * scale, $"{what}: {(right + left) / 2:R} by differences, {slopes[i]:R} by the loop");
            }

            double[] At(double step) => operators.Values(function, [[.. inputs[0].Select(x => x + step)], inputs[1], inputs[2]]);
        }

        Assert.InRange(compared, all * 0.95, all);
    }

    private static double[][] Drawn(Engine engine, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, count).Select(_ =>
            engine.Rounded((0.05 + random.NextDouble() * 3) * (random.Next(3) == 0 ? -1 : 1))).ToArray())];
    }
}
