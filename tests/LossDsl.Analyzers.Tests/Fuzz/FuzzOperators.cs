using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>Draws random calls of all operators whose shapes are inferred, with suitable operands.</summary>
/// <remarks>An exception of torch takes longer than a whole program, so calls that torch would refuse are mostly not
/// drawn.</remarks>
internal sealed class FuzzOperators(Random random)
{
    private static readonly (string Text, Func<Tensor, Tensor> Run)[] Entrywise =
    [
        ("{0}.exp()", x => x.exp()), ("{0}.to(float32)", x => x.to(float32)), ("{0}.detach()", x => x.detach()),
        ("{0}.sigmoid()", x => x.sigmoid()), ("{0}.clone()", x => x.clone()), ("({0} > 0)", x => x > 0), ("({0} * 2.5)", x => x * 2.5),
        ("({0} / 2)", x => x / 2), ("zeros_like({0})", x => zeros_like(x)),
        ("{0}.pow(2)", x => x.pow(2)), ("{0}.logical_not()", x => x.logical_not()), ("{0}.to(int64)", x => x.to(int64)), ("{0}.square()", x => x.square()),
        ("{0}.contiguous()", x => x.contiguous()), ("{0}.T", x => x.T),
    ];

    private static readonly (string Text, Func<Tensor, Tensor> Run)[] OfNumbers =
    [
        ("(1 - {0})", x => 1 - x), ("(-{0})", x => -x), ("{0}.clamp(-1, 1)", x => x.clamp(-1, 1)), ("{0}.abs()", x => x.abs()), ("functional.relu({0})", x => functional.relu(x)),
    ];

    private static readonly (string Text, Func<Tensor, Tensor, Tensor> Run)[] Broadcast =
    [
        ("({0} + {1})", (x, y) => x + y), ("({0} * {1})", (x, y) => x * y), ("({0} / {1})", (x, y) => x / y), ("({0} < {1})", (x, y) => x < y), ("{0}.mul({1})", (x, y) => x.mul(y)),
        ("maximum({0}, {1})", (x, y) => maximum(x, y)), ("({0} - {1}.to(float32))", (x, y) => x - y.to(float32)), ("{0}.masked_fill({1} > 0, 0)", (x, y) => x.masked_fill(y > 0, 0)),
        ("where({1} > 0, {0}, {1})", (x, y) => where(y > 0, x, y)), ("{0}.masked_select({1} > 0)", (x, y) => x.masked_select(y > 0)),
    ];

    /// <summary>Draws a call for two operands, of which it may use only the first; null if they are not suitable.</summary>
    public FuzzOperator? Next(Tensor x, Tensor y) => random.Next(9) switch
    {
        0 => Of(x.dtype == ScalarType.Bool || random.Next(2) == 0 ? Entrywise : OfNumbers, x),
        1 or 2 => Pair(x, y),
        3 => x.dim() > 0 ? Reducing(x, Float(x)) : null,
        4 or 5 => Viewing(x),
        6 => x.dim() > 0 ? Choosing(x, y) : null,
        7 => x.dim() > 0 ? Joining(x, y) : null,
        _ => x.dim() > 0 && y.dim() > 0 ? Product(x, y) : null,
    };

    private static bool Float(Tensor x) => x.dtype is ScalarType.Float32 or ScalarType.Float64;

    private static bool Fits(Tensor x, Tensor y)
    {
        for (var axis = -1; axis >= -Math.Min(x.dim(), y.dim()); axis--)
        {
            if (x.size(axis) != y.size(axis) && x.size(axis) != 1 && y.size(axis) != 1)
                return false;
        }

        return true;
    }

    private static bool Same(Tensor x, Tensor y) => x.shape.SequenceEqual(y.shape);

    private long Dim(Tensor x) => random.Next(-(int)x.dim(), (int)x.dim());

    private FuzzOperator? Of((string Text, Func<Tensor, Tensor> Run)[] all, Tensor x)
    {
        var (text, run) = all[random.Next(all.Length)];
        return x.dtype == ScalarType.Bool && text.Contains("square") ? null : new(text, t => run(t[0]));
    }

    private FuzzOperator? Pair(Tensor x, Tensor y)
    {
        if (!Fits(x, y))
            return null;
        var (text, run) = Broadcast[random.Next(Broadcast.Length)];
        return new(text, t => run(t[0], t[1]), 2);
    }

    private FuzzOperator? Product(Tensor x, Tensor y)
    {
        if (!Float(x) || x.dtype != y.dtype)
            return null;
        var (last, first) = (x.size(-1), y.dim() == 1 ? y.size(0) : y.size(-2));
        var stacks = x.dim() <= 2 || y.dim() <= 2 || (x.dim() == y.dim() && x.size(0) == y.size(0) && x.dim() == 3);
        return random.Next(8) switch
        {
            0 when last == first && stacks => new("{0}.matmul({1})", t => t[0].matmul(t[1]), 2),
            1 when y.dim() == 2 && last == y.size(-1) => new("{0}.matmul({1}.T)", t => t[0].matmul(t[1].T), 2),
            2 when x.dim() == 2 && y.dim() == 2 && last == first => new("{0}.mm({1})", t => t[0].mm(t[1]), 2),
            3 when x.dim() == 3 && y.dim() == 3 && last == first && x.size(0) == y.size(0) => new("{0}.bmm({1})", t => t[0].bmm(t[1]), 2),
            4 when x.dim() == 1 && y.dim() == 1 => new("{0}.outer({1})", t => t[0].outer(t[1]), 2),
            5 when y.dim() == 2 && last == y.size(-1) => new("functional.linear({0}, {1})", t => functional.linear(t[0], t[1]), 2),
            6 when x.dim() == 2 && Same(x, y) => new("einsum(\"bs,bs->b\", {0}, {1})", t => einsum("bs,bs->b", t[0], t[1]), 2),
            7 when x.dim() == 2 && y.dim() == 2 && last == first => new("einsum(\"ij,jk\", {0}, {1})", t => einsum("ij,jk", t[0], t[1]), 2),
            6 when x.dim() == 3 && y.dim() == 2 && last == first => new("einsum(\"bsv,vh->bsh\", {0}, {1})", t => einsum("bsv,vh->bsh", t[0], t[1]), 2),
            _ when Same(x, y) => new("functional.mse_loss({0}, {1}, reduction: Reduction.None)", t => functional.mse_loss(t[0], t[1], Reduction.None), 2),
            _ => null,
        };
    }

    private FuzzOperator? Reducing(Tensor x, bool isFloat)
    {
        var (d, e, k) = (Dim(x), Dim(x), random.Next(2) == 0);
        var keep = k ? "true" : "false";
        var differ = (d - e) % x.dim() != 0;
        return random.Next(18) switch
        {
            0 => new("{0}.sum()", t => t[0].sum()),
            1 => new($"{{0}}.sum({d}L, {keep})", t => t[0].sum(d, k)),
            2 when differ => new($"{{0}}.sum({d}L, {e}L)", t => t[0].sum(d, e)),
            3 when isFloat => new($"{{0}}.mean([{d}], {keep})", t => t[0].mean([d], k)),
            4 when isFloat && differ => new($"{{0}}.mean([{d}, {e}])", t => t[0].mean([d, e])),
            5 => new($"{{0}}.max({d}, {keep}).Item1", t => t[0].max(d, k).Item1),
            6 => new($"{{0}}.min({d}).Item2", t => t[0].min(d).Item2),
            7 when isFloat => new($"{{0}}.logsumexp({d}, {keep})", t => t[0].logsumexp(d, k)),
            8 when isFloat => new($"{{0}}.softmax({d})", t => t[0].softmax(d)),
            9 => new($"{{0}}.cumsum({d})", t => t[0].cumsum(d)),
            10 when x.dtype != ScalarType.Bool => new($"{{0}}.argmax({d}, {keep})", t => t[0].argmax(d, k)),
            11 => new($"{{0}}.any({d}, {keep})", t => t[0].any(d, k)),
            12 => new($"{{0}}.amax([{d}L], {keep})", t => t[0].amax([d], k)),
            13 when isFloat && x.size((int)d) > 1 => new($"{{0}}.std({d}, keepdim: {keep})", t => t[0].std(d, keepdim: k)),
            14 => new($"{{0}}.flip({d})", t => t[0].flip(d)),
            15 => new($"{{0}}.roll(1, {d})", t => t[0].roll(1, d)),
            16 => new($"{{0}}.sort({d}).Item1", t => t[0].sort(d).Item1),
            17 when x.size((int)d) > 1 => new($"{{0}}.topk(2, {d}).Item1", t => t[0].topk(2, (int)d).Item1),
            _ => null,
        };
    }

    private FuzzOperator? Viewing(Tensor x)
    {
        var (rank, n) = (x.dim(), random.Next(1, 4));
        var (d, e, u) = rank == 0 ? (0, 0, 0) : (Dim(x), Dim(x), random.Next(-(int)rank - 1, (int)rank + 1));
        return random.Next(22) switch
        {
            0 => new($"{{0}}.unsqueeze({u})", t => t[0].unsqueeze(u)),
            1 => new($"{{0}}.squeeze({d})", t => t[0].squeeze(d)),
            2 => new("{0}.squeeze()", t => t[0].squeeze()),
            3 => new($"{{0}}.transpose({d}, {e})", t => t[0].transpose(d, e)),
            4 when rank == 3 => new("{0}.permute(2, 0, 1)", t => t[0].permute(2, 0, 1)),
            5 => new("{0}.flatten()", t => t[0].flatten()),
            6 when rank > 0 => new($"{{0}}.flatten({d})", t => t[0].flatten(d)),
            7 => new("{0}.reshape(-1)", t => t[0].reshape(-1)),
            8 when rank > 0 => new("{0}.reshape({0}.size(0), -1)", t => t[0].reshape(t[0].size(0), -1)),
            9 when x.numel() % n == 0 => new($"{{0}}.reshape(-1, {n})", t => t[0].reshape(-1, n)),
            10 when rank == 2 => new("{0}.reshape({0}.shape[1], {0}.shape[0])", t => t[0].reshape(t[0].shape[1], t[0].shape[0])),
            11 when rank > 1 => new("{0}.reshape({0}.size(0) * {0}.size(1), -1)", t => t[0].reshape(t[0].size(0) * t[0].size(1), -1)),
            12 when rank == 2 => new($"{{0}}.expand({n}, -1, -1)", t => t[0].expand(n, -1, -1)),
            13 when rank == 2 && x.size(1) == 1 => new($"{{0}}.expand(-1, {n})", t => t[0].expand(-1, n)),
            14 when rank is 1 or 2 => new($"{{0}}.repeat({n}, 2)", t => t[0].repeat(n, 2)),
            15 when rank > 1 => new("{0}.tril()", t => t[0].tril()),
            16 when rank > 0 => new("{0}[..1].squeeze(0)", t => t[0][..1].squeeze(0)),
            17 => new("{0}.unsqueeze(-1)", t => t[0].unsqueeze(-1)),
            18 when rank == 1 => new("{0}.unsqueeze(0).expand({0}.size(0), -1)", t => t[0].unsqueeze(0).expand(t[0].size(0), -1)),
            19 when rank == 1 => new("{0}.reshape({0}.size(0), 1)", t => t[0].reshape(t[0].size(0), 1)),
            20 when rank > 0 && x.size(0) % 2 == 0 => new("{0}.unflatten(0, -1, 2)", t => t[0].unflatten(0, -1, 2)),
            21 when rank > 0 => new($"{{0}}.tile([{n}L])", t => t[0].tile([n])),
            _ => null,
        };
    }

    private FuzzOperator? Choosing(Tensor x, Tensor y)
    {
        var (rank, d, n) = (x.dim(), Dim(x), random.Next(0, 3));
        var isSmaller = rank == y.dim() && x.shape.Zip(y.shape).All(pair => pair.Second <= pair.First);
        return random.Next(23) switch
        {
            0 when rank > 1 => new("{0}[.., 1..]", t => t[0][.., 1..]),
            1 when rank > 1 => new("{0}[.., ..^1]", t => t[0][.., ..^1]),
            2 => new("{0}[1..]", t => t[0][1..]),
            3 when rank > 1 => new("{0}[.., ^1]", t => t[0][.., ^1]),
            4 when rank > 1 => new("{0}[.., ^1..]", t => t[0][.., ^1..]),
            5 when x.size(0) > n => new($"{{0}}[{n}]", t => t[0][n]),
            6 => new("{0}[.., TensorIndex.None]", t => t[0][.., TensorIndex.None]),
            7 => new("{0}[TensorIndex.Ellipsis, 0]", t => t[0][TensorIndex.Ellipsis, 0]),
            8 => new("{0}[TensorIndex.Slice(1, -1)]", t => t[0][TensorIndex.Slice(1, -1)]),
            9 => new("{0}[TensorIndex.Slice(0, null, 2)]", t => t[0][TensorIndex.Slice(0, null, 2)]),
            10 when x.size((int)d) > n => new($"{{0}}.select({d}, {n})", t => t[0].select(d, n)),
            11 when x.size((int)d) > 2 => new($"{{0}}.narrow({d}, 1, 2)", t => t[0].narrow(d, 1, 2)),
            12 when rank > 1 && x.size(1) > 1 => new("{0}.narrow(1, 1, {0}.size(1) - 1)", t => t[0].narrow(1, 1, t[0].size(1) - 1)),
            13 when isSmaller => new($"{{0}}.gather({d}, ({{1}} * 0).to(int64))", t => t[0].gather(d, (t[1] * 0).to(int64)), 2),
            14 when rank == y.dim() && Same(x, y) => new($"{{0}}.take_along_dim(({{1}} * 0).to(int64), {d})", t => t[0].take_along_dim((t[1] * 0).to(int64), d), 2),
            15 when y.dim() == 1 => new($"{{0}}.index_select({d}, ({{1}} * 0).to(int64))", t => t[0].index_select(d, (t[1] * 0).to(int64)), 2),
            16 => new("functional.one_hot(({0} * 0).to(int64), 3)", t => functional.one_hot((t[0] * 0).to(int64), 3)),
            17 when x.size((int)d) > 1 => new($"{{0}}.chunk(2, {d})[0]", t => t[0].chunk(2, d)[0]),
            18 => new($"{{0}}.unbind({d})[0]", t => t[0].unbind(d)[0]),
            19 when rank > 1 => new("{0}[.., ..2]", t => t[0][.., ..2]),
            20 => new("{0}[TensorIndex.Tensor(({1} * 0).to(int64))]", t => t[0][TensorIndex.Tensor((t[1] * 0).to(int64))], 2),
            21 when rank == 3 && y.dim() == 2 && y.size(0) <= x.size(0) && y.size(1) <= x.size(1) =>
                new("{0}.gather(-1, ({1} * 0).to(int64).unsqueeze(-1)).squeeze(-1)", t => t[0].gather(-1, (t[1] * 0).to(int64).unsqueeze(-1)).squeeze(-1), 2),
            22 when rank > 1 => new("{0}[..^2, 1..]", t => t[0][..^2, 1..]),
            _ => null,
        };
    }

    private FuzzOperator? Joining(Tensor x, Tensor y)
    {
        var (d, n) = (Dim(x), random.Next(1, 4));
        var isSame = Same(x, y);
        return random.Next(12) switch
        {
            0 when x.dim() == y.dim() && x.shape.Where((_, i) => i != (d + x.dim()) % x.dim()).SequenceEqual(y.shape.Where((_, i) => i != (d + x.dim()) % x.dim())) =>
                new($"cat([{{0}}, {{1}}], {d})", t => cat([t[0], t[1]], d), 2),
            1 when d == 0 => new($"cat([{{0}}, {{0}}[1..]], {d})", t => cat([t[0], t[0][1..]], d)),
            2 when isSame => new($"stack([{{0}}, {{1}}], {d})", t => stack([t[0], t[1]], d), 2),
            3 => new($"stack([{{0}}, {{0}}], {d})", t => stack([t[0], t[0]], d)),
            4 => new($"zeros({n}, 3)", _ => zeros(n, 3)),
            5 => new($"ones([{n}, 2], dtype: int64)", _ => ones([n, 2], dtype: int64)),
            6 => new("arange({0}.size(0))", t => arange(t[0].size(0))),
            7 when x.dim() > 1 => new("zeros({0}.size(0), {0}.size(1))", t => zeros(t[0].size(0), t[0].size(1))),
            8 when x.dim() == 2 => new("cat([{0}[.., 1..], zeros({0}.size(0), 1)], 1)", t => cat([t[0][.., 1..], zeros(t[0].size(0), 1)], 1)),
            9 => new($"full([{n}, {n}], 1.5)", _ => full([n, n], 1.5)),
            10 => new($"eye({n})", _ => eye(n)),
            11 when Float(x) => new("({0} - {0}.mean([-1], true))", t => t[0] - t[0].mean([-1], true)),
            _ => null,
        };
    }
}
