namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A random composition of functions of <see cref="Term"/>, with values and derivatives of moderate magnitude.</summary>
/// <param name="seed">The seed.</param>
internal sealed class RandomFunction(int seed)
{
    private const int Depth = 5;

    /// <summary>The function, the same one each time.</summary>
    public Term Function(Term x, Term a, Term b) => Drawn(new Random(seed), Depth, [x, a, b, x]);

    private static Term Drawn(Random random, int depth, Term[] leaves)
    {
        if (depth == 0 || random.Next(8) == 0)
            return random.Next(5) == 0 ? random.NextDouble() * 4 - 2 : leaves[random.Next(leaves.Length)];
        Term Of() => Drawn(random, depth - 1, leaves);
        Term u = Of(), bounded = Term.Tanh(u);
        return random.Next(18) switch
        {
            0 => u + Of(),
            1 => u - Of(),
            2 => bounded * Of(),
            3 => u / (1 + Term.Exp(Term.Tanh(Of()))),
            4 => -u,
            5 => Term.Exp(bounded),
            6 => Term.Expm1(bounded),
            7 => Term.Log(1.5 + bounded),
            8 => Term.Log1p(bounded / 2),
            9 => Term.Sqrt(1.5 + bounded),
            10 => Term.Sigmoid(u),
            11 => Term.Softplus(u),
            12 => Term.LogSigmoid(u),
            13 => Term.Abs(u),
            14 => Term.Min(u, Of()),
            15 => Term.Max(u, Of()),
            16 => Term.Clamp(u, -1, Of()),
            _ => Term.Select(u < Of() | !(u > Of()), Of(), u),
        };
    }
}
