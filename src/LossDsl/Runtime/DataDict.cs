using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl.Runtime;

/// <summary>Binding and validation of data dicts. The generated members of a data dict call these methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DataDict
{
    /// <summary>Binds a batch to its typed record and validates it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="config">The configuration that decides which <see cref="RequiredWhenAttribute{TConfig}"/> tensors are required.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <exception cref="BatchValidationException">
    /// The batch does not satisfy <typeparamref name="T"/>; every violation is listed.
    /// </exception>
    public static T Bind<T>(BatchedDataDict batch, object? config = null)
        where T : class, IDataDict<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Bind<T>(T.Schema, batch, config, []);
    }

    /// <summary>Binds a batch to its typed record without throwing for an invalid batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="data">The record, or null where the batch is invalid.</param>
    /// <param name="violations">The violations; empty where the batch is valid.</param>
    /// <param name="config">The configuration that decides which <see cref="RequiredWhenAttribute{TConfig}"/> tensors are required.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    public static bool TryBind<T>(
        BatchedDataDict batch,
        [NotNullWhen(true)] out T? data,
        out IReadOnlyList<Violation> violations,
        object? config = null)
        where T : class, IDataDict<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        var check = new DataDictValidator(T.Schema, batch, config);
        data = T.Read(ref check);
        violations = check.Finish();
        if (violations.Count > 0)
            data = null;
        return data is not null;
    }

    /// <summary>Binds a batch and validates it together with the other inputs of a loss, such as its logits.</summary>
    internal static T Bind<T>(
        DataDictSchema schema, BatchedDataDict batch, object? config, ReadOnlySpan<Tensor> inputs, PackedSequences? pack = null)
        where T : class, IDataDict<T>
    {
        var check = new DataDictValidator(schema, batch, config);
        var data = T.Read(ref check);
        check.CheckInputs(inputs, pack);
        check.ThrowIfInvalid();
        return data;
    }

    /// <summary>Validates a record that was not bound from a batch, together with the other inputs of a loss.</summary>
    internal static void Check<T>(
        DataDictSchema schema, T data, object? config, ReadOnlySpan<Tensor> inputs, PackedSequences? pack = null)
        where T : class, IDataDict<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        var check = new DataDictValidator(schema, batch: null, config);
        data.Check(ref check);
        check.CheckInputs(inputs, pack);
        check.ThrowIfInvalid();
    }

    /// <summary>Returns the <c>S-1</c> entries of a per-token tensor that belong to the next-token predictions, as a view.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">The token axis of the tensor.</param>
    /// <param name="aligned">Which token the entries describe.</param>
    public static Tensor SliceNextToken(Tensor tensor, int axis, TokenAlignment aligned)
    {
        var (first, length) = FindPredictions(tensor, axis, aligned);
        return tensor.narrow(axis, first, length);
    }

    /// <summary>The range of a per-token tensor's entries that belong to the <c>S-1</c> next-token predictions.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">The token axis of the tensor.</param>
    /// <param name="aligned">Which token the entries describe.</param>
    internal static (long First, long Length) FindPredictions(Tensor tensor, int axis, TokenAlignment aligned)
    {
        var tokens = tensor.size(axis);
        var predictions = Math.Max(0, tokens - 1);
        return (aligned == TokenAlignment.Current ? tokens - predictions : 0, predictions);
    }
}
