using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes how a data dict is bound, with and without a configuration that requires some of its tensors.</summary>
internal static class BindWriter
{
    /// <summary>Writes two methods, and two more for every type of configuration.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="model">The data dict.</param>
    /// <param name="has">Whether the record gets the methods of a name.</param>
    public static void Write(SourceWriter writer, DataDictModel model, Func<string, bool> has)
    {
        var self = model.Declaration.TypeName;
        if (has("Bind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{model.Declaration.Cref}"/> out of a batch and checks it.</summary>
                /// <param name="batch">The batch.</param>
                /// <exception cref="global::LossDsl.BatchValidationException">
                /// The batch breaks the contract; every violation is listed.
                /// </exception>
                public {model.Declaration.NewModifier}static {self} Bind(global::LossDsl.BatchedDataDict batch) =>
                    global::LossDsl.Runtime.DataDict.Bind<{self}>(batch);
                """);
        if (has("TryBind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{model.Declaration.Cref}"/> out of a batch without throwing.</summary>
                /// <param name="batch">The batch.</param>
                /// <param name="data">The record, or null where the batch breaks the contract.</param>
                /// <param name="violations">What is wrong; empty where the contract holds.</param>
                /// <returns>Whether the contract holds.</returns>
                public static bool TryBind(
                    global::LossDsl.BatchedDataDict batch,
                    [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {self}? data,
                    out global::System.Collections.Generic.IReadOnlyList<global::LossDsl.Violation> violations) =>
                    global::LossDsl.Runtime.DataDict.TryBind(batch, out data, out violations);
                """);

        var conditions = model.Tensors.Select(tensor => tensor.Condition).OfType<ConditionModel>();
        foreach (var condition in conditions.GroupBy(condition => condition.Config).Select(same => same.First()))
            WriteForConfig(writer, model, condition, has);
    }

    private static void WriteForConfig(SourceWriter writer, DataDictModel model, ConditionModel condition, Func<string, bool> has)
    {
        var (self, cref) = (model.Declaration.TypeName, model.Declaration.Cref);
        var hides = model.BaseConfigs.Contains(condition.Config) ? "new " : "";
        if (has("Bind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> out of a batch and checks it, with all that a configuration requires.</summary>
                /// <param name="batch">The batch.</param>
                /// <param name="config">The configuration.</param>
                /// <exception cref="global::LossDsl.BatchValidationException">
                /// The batch breaks the contract; every violation is listed.
                /// </exception>
                {condition.Access} {hides}static {self} Bind(
                    global::LossDsl.BatchedDataDict batch, {condition.Config} config) =>
                    global::LossDsl.Runtime.DataDict.Bind<{self}>(batch, config);
                """);
        if (has("TryBind"))
            writer.Write($"""

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
                    global::LossDsl.Runtime.DataDict.TryBind(batch, out data, out violations, config);
                """);
    }
}
