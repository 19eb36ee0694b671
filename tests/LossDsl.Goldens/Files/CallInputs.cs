namespace LossDsl.Goldens.Files;

/// <summary>The arguments of a loss. The tensors belong to the dispose scope in which they were read.</summary>
/// <param name="Output">The model's output, a leaf that requires a gradient.</param>
/// <param name="Data">The batch.</param>
/// <param name="Totals">The counts of the whole step.</param>
/// <param name="Upstream">The gradient of the loss itself, if that is a vector.</param>
/// <param name="Rows">The rows that take part; null for all.</param>
internal sealed record CallInputs(
    Tensor Output, BatchedDataDict Data, GlobalNormalization Totals, Tensor? Upstream, RowRange? Rows = null)
{
    /// <summary>How the model's output is distributed over ranks; null if it is not.</summary>
    public ParallelContext? Parallel { get; init; }

    /// <summary>Reads the inputs of a case.</summary>
    /// <param name="inputs">The node of the inputs.</param>
    /// <param name="output">The name of the model's output.</param>
    /// <param name="own">The node of the model's output, if it is not among the others.</param>
    public static CallInputs Read(GoldenNode inputs, string output, GoldenNode? own = null)
    {
        var data = new BatchedDataDict();
        foreach (var (name, value) in inputs["data"].Entries())
            data[name] = TensorData.Read(value).ToTensor();
        return new CallInputs(
            Leaf(TensorData.Read((own ?? inputs)[output]).ToTensor()),
            data,
            new GlobalNormalization(Tensor("global_valid_seqs"), Tensor("global_valid_toks")),
            Tensor("grad_output"));

        Tensor? Tensor(string name) => inputs.Find(name) is { } node ? TensorData.Read(node).ToTensor() : null;
    }

    /// <summary>A microbatch of the step: some of its rows.</summary>
    public CallInputs Slice(RowRange rows) => this with
    {
        Output = Leaf(Output.detach().narrow(0, rows.Begin, rows.End - rows.Begin)),
        Upstream = Upstream?.narrow(0, rows.Begin, rows.End - rows.Begin),
        Rows = rows,
    };

    private static Tensor Leaf(Tensor tensor) => tensor.requires_grad_();
}
