using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the methods that bind a data dict, with and without a config that requires some of its tensors.</summary>
internal static class BindWriter
{
    /// <summary>Writes <c>Bind</c> and <c>TryBind</c>, and an overload of both for each config type.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="model">The data dict.</param>
    /// <param name="has">Whether a method with a name can be generated.</param>
    public static void Write(SourceWriter writer, DataDictModel model, Func<string, bool> has)
    {
        var self = model.Declaration.TypeName;
        if (has("Bind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{model.Declaration.Cref}"/> from a batch and validates it.</summary>
                /// <param name="batch">The batch.</param>
                /// <exception cref="global::LossDsl.BatchValidationException">
                /// The batch does not satisfy the data dict; every violation is listed.
                /// </exception>
                public {model.Declaration.NewModifier}static {self} Bind(global::LossDsl.BatchedDataDict batch) =>
                    global::LossDsl.Runtime.DataDict.Bind<{self}>(batch);
                """);
        if (has("TryBind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{model.Declaration.Cref}"/> from a batch without throwing.</summary>
                /// <param name="batch">The batch.</param>
                /// <param name="data">The record; null if the batch does not satisfy the data dict.</param>
                /// <param name="violations">The violations; empty if there are none.</param>
                /// <returns>Whether the batch satisfies the data dict.</returns>
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

                /// <summary>Reads a <see cref="{cref}"/> from a batch and validates it, including the tensors that a config requires.</summary>
                /// <param name="batch">The batch.</param>
                /// <param name="config">The config.</param>
                /// <exception cref="global::LossDsl.BatchValidationException">
                /// The batch does not satisfy the data dict; every violation is listed.
                /// </exception>
                {condition.Access} {hides}static {self} Bind(
                    global::LossDsl.BatchedDataDict batch, {condition.Config} config) =>
                    global::LossDsl.Runtime.DataDict.Bind<{self}>(batch, config);
                """);
        if (has("TryBind"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> from a batch without throwing, including the tensors that a config requires.</summary>
                /// <param name="batch">The batch.</param>
                /// <param name="config">The config.</param>
                /// <param name="data">The record; null if the batch does not satisfy the data dict.</param>
                /// <param name="violations">The violations; empty if there are none.</param>
                /// <returns>Whether the batch satisfies the data dict.</returns>
                {condition.Access} static bool TryBind(
                    global::LossDsl.BatchedDataDict batch,
                    {condition.Config} config,
                    [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {self}? data,
                    out global::System.Collections.Generic.IReadOnlyList<global::LossDsl.Violation> violations) =>
                    global::LossDsl.Runtime.DataDict.TryBind(batch, out data, out violations, config);
                """);
    }
}
