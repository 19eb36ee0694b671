namespace LossDsl;

/// <summary>Evaluates terms over tensors that are not the batch of a loss, such as before a step, with torch operators.</summary>
internal static class TermValues
{
    /// <summary>Evaluates terms over per-token tensors. Results carry no gradient.</summary>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="fields">The tensors, shape <c>[B, N]</c>. Masked entries may hold any value.</param>
    /// <param name="terms">Builds the terms from one term per tensor, in order.</param>
    /// <returns>The values in the type of the tensors, shape <c>[B, N]</c>; 0 at masked tokens.</returns>
    public static Tensor[] Compute(Tensor mask, Tensor[] fields, Func<Term[], Term[]> terms)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var dtype = Precision.Resolve(fields);
        var graph = new TermGraph(rowFields: 0);
        var values = Array.ConvertAll(terms([.. fields.Select((_, i) => Term.TokenField(i))]), term => graph.OrZero(graph.Value(term)));
        Tensor[] inputs = [mask.to(dtype), .. fields.Select(field => field.to(dtype))];
        var numbers = new Dictionary<int, Tensor>();
        var sums = new TensorTermEvaluator(inputs[0], inputs, numbers);
        for (var sum = 0; sum < graph.Sums.Count; sum++)
            numbers[graph.SumIndex(sum)] = sums.GetValue(graph.Masked(graph.Value(graph.Sums[sum]))).expand(mask.shape).sum(1, keepdim: true);
        var over = new TensorTermEvaluator(inputs[0], inputs, numbers);
        return Array.ConvertAll(values, value => over.GetValue(value).expand(mask.shape).clone().MoveToOuterDisposeScope());
    }
}
