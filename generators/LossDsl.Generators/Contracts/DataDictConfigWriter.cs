using LossDsl.Generators.Source;

namespace LossDsl.Generators.Contracts;

/// <summary>Writes how a data dict is bound for a configuration that requires some of its tensors.</summary>
internal static class DataDictConfigWriter
{
    /// <summary>Writes two methods for every type of configuration.</summary>
    public static void Write(SourceWriter writer, DataDictModel model)
    {
        var conditions = model.Tensors.Select(tensor => tensor.Condition).OfType<ConditionModel>();
        foreach (var condition in conditions.GroupBy(condition => condition.Config).Select(same => same.First()))
            WriteBind(writer, model, condition);
    }

    private static void WriteBind(SourceWriter writer, DataDictModel model, ConditionModel condition)
    {
        var (self, cref) = (model.Declaration.Self, model.Declaration.Cref);
        var hides = model.BaseConfigs.Contains(condition.Config) ? "new " : "";
        writer.Write($"""

            /// <summary>Reads a <see cref="{cref}"/> out of a batch and checks it, with all that a configuration requires.</summary>
            /// <param name="batch">The batch.</param>
            /// <param name="config">The configuration.</param>
            /// <exception cref="global::LossDsl.BatchContractException">
            /// The batch breaks the contract; every violation is listed.
            /// </exception>
            {condition.Access} {hides}static {self} Bind(
                global::LossDsl.BatchedDataDict batch, {condition.Config} config) =>
                global::LossDsl.DataDict.Bind<{self}>(batch, config);

            /// <summary>Reads a <see cref="{cref}"/> out of a batch without throwing, with all that a configuration requires.</summary>
            /// <param name="batch">The batch.</param>
            /// <param name="config">The configuration.</param>
            /// <param name="data">The record, or null where the batch breaks the contract.</param>
            /// <param name="violations">What is wrong; empty where the contract holds.</param>
            /// <returns>Whether the contract holds.</returns>
            {condition.Access} static bool TryBind(
                global::LossDsl.BatchedDataDict batch,
                {condition.Config} config,
                [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {self}? data,
                out global::System.Collections.Generic.IReadOnlyList<global::LossDsl.Violation> violations) =>
                global::LossDsl.DataDict.TryBind(batch, out data, out violations, config);
            """);
    }
}
