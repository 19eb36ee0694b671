using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Comparing;

/// <summary>Compares computed values with recorded ones, quantity by quantity.</summary>
/// <param name="derived">Tensors that the reference derives from its input, and whose recorded gradients are optional here.</param>
internal sealed class Comparison(params IEnumerable<string> derived)
{
    private readonly HashSet<string> _derived = [.. derived];

    private readonly List<Deviation> _deviations = [];

    /// <summary>Compares a call of a loss: its value and type, every recorded metric, the gradients.</summary>
    /// <param name="prefix">The prefix of the names of quantities.</param>
    /// <param name="got">The computed values.</param>
    /// <param name="expected">The recorded values.</param>
    public void CompareLoss(string prefix, Values got, GoldenNode expected)
    {
        Add($"{prefix}loss", got.Result, TensorData.Read(expected["loss"]), Tolerance.ForValue);
        if (expected.Find("loss_dtype") is { } dtype)
            AddType($"{prefix}loss_dtype", got.Result.DType, dtype.String());
        // The helper of the preference loss has no metrics; its outputs are recorded under another name.
        if ((expected.Find("metrics") ?? expected.Find("outputs")) is { } metrics)
        {
            foreach (var (name, value) in metrics.Entries())
                Add($"{prefix}metrics.{name}", got.Metrics.GetValueOrDefault(name), TensorData.Read(value), Tolerance.ForValue);
        }

        CompareGradients(prefix, got, expected);
    }

    /// <summary>
    /// Compares a case of another library: its loss and gradients, its other results if there is no loss, and those of its metrics
    /// that this library has.
    /// </summary>
    /// <param name="got">The computed values.</param>
    /// <param name="expected">The recorded values.</param>
    public void ComparePeer(Values got, GoldenNode expected)
    {
        if (expected.Find("loss") is { } loss)
            Add("loss", got.Result, TensorData.Read(loss), Tolerance.ForValue);
        foreach (var (name, value) in got.Metrics)
        {
            if (expected.Find("metrics")?.Find(name) is { } recorded)
                Add($"metrics.{name}", value, TensorData.Read(recorded), Tolerance.ForValue);
        }

        foreach (var (name, value) in expected.Find("outputs")?.Entries() ?? [])
        {
            if (got.Outputs.GetValueOrDefault(name) is { } output)
                Add($"outputs.{name}", output with { Shape = value.IsObject ? output.Shape : [output.Data.Length] }, Read(value), Tolerance.ForValue);
            else if (expected.Find("loss") is null && name != "metrics")
                _deviations.Add(new Deviation($"outputs.{name}", "nothing", "a result", double.PositiveInfinity));
        }

        CompareGradients("", got, expected);
    }

    // A list of tensors of different lengths is concatenated.
    private static TensorData Read(GoldenNode node)
    {
        if (node.IsObject || node.IsNumber)
            return TensorData.Read(node);
        var parts = node.List().Select(TensorData.Read).ToList();
        double[] data = [.. parts.SelectMany(part => part.Data)];
        return new TensorData(parts[0].DType, [data.Length], data);
    }

    /// <summary>Compares a call of a function: its output and the gradients.</summary>
    /// <param name="got">The computed values.</param>
    /// <param name="expected">The recorded values.</param>
    public void CompareFunction(Values got, GoldenNode expected)
    {
        var output = TensorData.Read(expected["output"]);
        Add("output", got.Result, output, Tolerance.ForValue);
        AddType("output dtype", got.Result.DType, TensorData.GetDTypeName(output.DType));
        CompareGradients("", got, expected);
    }

    /// <summary>Compares the gradients.</summary>
    /// <param name="prefix">The prefix of the names of quantities.</param>
    /// <param name="got">The computed values.</param>
    /// <param name="expected">The recorded values.</param>
    /// <param name="rows">The rows of the recorded gradients that were computed; null for all.</param>
    public void CompareGradients(string prefix, Values got, GoldenNode expected, RowRange? rows = null)
    {
        if (expected.Find("grads") is not { } grads)
            return;
        foreach (var (name, value) in grads.Entries())
        {
            var recorded = Read(value);
            var computed = got.Grads.GetValueOrDefault(name);
            // The tolerance of a part is that of the whole tensor, so that it does not depend on how a batch is split.
            var greatest = recorded.Data.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
            if (rows is { } part)
                recorded = recorded.Slice(part);
            if (computed is null && _derived.Contains(name))
                continue;
            Add($"{prefix}grads.{name}", computed, recorded, number => Tolerance.ForGradient(number, greatest, recorded.DType));
            if (computed is not null)
                AddType($"{prefix}grads.{name} dtype", computed.DType, TensorData.GetDTypeName(recorded.DType));
        }
    }

    /// <summary>The result of the case.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="error">The raised error; null if there is none.</param>
    public CaseResult ToResult(GoldenCase golden, RaisedError? error) => new(golden.Name, golden.Family)
    {
        Status = error is not null ? Status.Raised
            : _deviations.Any(deviation => deviation.ExceedsTolerance) ? Status.Mismatch
            : Status.Ok,
        Error = error,
        Deviations = _deviations,
        IsFunction = golden.Kind == "function",
        IsUncompared = golden.Root.Find("expected") is null,
        IsDocumented = DocumentedDeviations.Contains(golden),
    };

    private void Add(string quantity, TensorData? got, TensorData expected, Func<double, double> tolerance)
    {
        if (got is null)
            _deviations.Add(new Deviation(quantity, "nothing", NumberFormatter.Format(expected.Shape), double.PositiveInfinity));
        else if (!got.Shape.SequenceEqual(expected.Shape))
            _deviations.Add(new Deviation(quantity, NumberFormatter.Format(got.Shape), NumberFormatter.Format(expected.Shape), double.PositiveInfinity));
        else if (expected.Data.Length > 0)
            _deviations.Add(Worst(quantity, got, expected, tolerance));
    }

    private void AddType(string quantity, ScalarType got, string expected)
    {
        var name = TensorData.GetDTypeName(got);
        _deviations.Add(new Deviation(quantity, name, expected, name == expected ? 0 : double.PositiveInfinity));
    }

    private static Deviation Worst(string quantity, TensorData got, TensorData expected, Func<double, double> tolerance)
    {
        var (worst, worstShare) = (0, -1.0);
        for (var i = 0; i < expected.Data.Length; i++)
        {
            var share = Share(got.Data[i], expected.Data[i], tolerance);
            if (share > worstShare)
                (worst, worstShare) = (i, share);
        }

        return new Deviation(
            expected.IsScalar ? quantity : $"{quantity}[{worst}]",
            NumberFormatter.Format(got.Data[worst]),
            NumberFormatter.Format(expected.Data[worst]),
            worstShare);
    }

    /// <summary>The distance of two numbers divided by the tolerance. Numbers that are not finite must be equal.</summary>
    internal static double Share(double got, double expected, Func<double, double> tolerance)
    {
        if (double.IsFinite(got) && double.IsFinite(expected))
            return Math.Abs(got - expected) / tolerance(expected);
        return got.Equals(expected) ? 0 : double.PositiveInfinity;
    }
}
