namespace LossDsl;

/// <summary>Values of terms over tensors that are no batch of a loss, by torch's operators: for what is computed before a step.</summary>
internal static class TermValues
{
    /// <summary>Evaluates terms of some per-token tensors. No gradient passes.</summary>
    /// <param name="mask">Which tokens count: 0 means absent. Shape <c>[B, N]</c>.</param>
    /// <param name="fields">The tensors. The same shape; absent tokens may be anything.</param>
    /// <param name="terms">Makes the terms of those of the tensors, in order.</param>
    /// <returns>The values in the type of the tensors, shape <c>[B, N]</c>; 0 where the token is absent.</returns>
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
