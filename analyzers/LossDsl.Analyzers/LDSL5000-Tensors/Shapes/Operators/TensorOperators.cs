using LossDsl.Analyzers.Tensors.Flow;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The known TorchSharp methods by name, with their shape inference.</summary>
internal static class TensorOperators
{
    private static readonly Dictionary<string, Func<OperatorCall, AbstractValue?>> Known = Collect(
        EntrywiseOperators.All,
        ReducingOperators.All,
        ViewOperators.All,
        ChoosingOperators.All,
        JoiningOperators.All,
        ProductOperators.All,
        CreatingOperators.All,
        LossOperators.All);

    /// <summary>What is known about the result of a call; null if the method is not known.</summary>
    public static AbstractValue? Apply(OperatorCall call) => Known.TryGetValue(call.Name, out var infer) ? infer(call) : null;

    private static Dictionary<string, Func<OperatorCall, AbstractValue?>> Collect(params IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)>[] families)
    {
        var known = new Dictionary<string, Func<OperatorCall, AbstractValue?>>();
        foreach (var (names, infer) in families.SelectMany(family => family))
        {
            foreach (var name in names.Split(' '))
                known.Add(name, infer);
        }

        return known;
    }
}
