using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>What generated data dicts are made of.</summary>
public static class DataDict
{
    /// <summary>Reads a record out of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <exception cref="BatchContractException">The batch breaks the contract; every violation is listed.</exception>
    public static T Bind<T>(BatchedDataDict batch)
        where T : class, IDataDict<T> => Bind<T>(T.Schema, batch, []);

    /// <summary>Reads a record out of a batch without throwing.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="data">The record, or null where the batch breaks the contract.</param>
    /// <param name="violations">What is wrong; empty where the contract holds.</param>
    /// <typeparam name="T">The record's type.</typeparam>
    public static bool TryBind<T>(
        BatchedDataDict batch, [NotNullWhen(true)] out T? data, out IReadOnlyList<Violation> violations)
        where T : class, IDataDict<T>
    {
        var check = new ContractCheck(T.Schema, batch);
        data = T.Take(ref check);
        violations = check.Finish();
        if (violations.Count > 0)
            data = null;
        return data is not null;
    }

    /// <summary>Reads a record out of a batch, checked together with what a loss is called with beside it.</summary>
    internal static T Bind<T>(DataDictSchema schema, BatchedDataDict batch, ReadOnlySpan<Tensor> inputs)
        where T : class, IDataDict<T>
    {
        var check = new ContractCheck(schema, batch);
        var data = T.Take(ref check);
        check.Inputs(inputs);
        check.ThrowIfBroken();
        return data;
    }

    /// <summary>Checks a record that was made by hand, together with what a loss is called with beside it.</summary>
    internal static void Check<T>(DataDictSchema schema, T data, ReadOnlySpan<Tensor> inputs)
        where T : class, IDataDict<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        var check = new ContractCheck(schema);
        data.Check(ref check);
        check.Inputs(inputs);
        check.ThrowIfBroken();
    }

    /// <summary>The entries of a per-token tensor that belong to the <c>S-1</c> next-token predictions, as a view.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">Its token axis.</param>
    /// <param name="aligned">Which token its entries describe.</param>
    public static Tensor NextToken(Tensor tensor, int axis, Token aligned)
    {
        var predictions = Math.Max(0, tensor.size(axis) - 1);
        var first = aligned == Token.This ? tensor.size(axis) - predictions : 0;
        return tensor.narrow(axis, first, predictions);
    }

    /// <summary>Rows of a tensor as a view.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">Its batch axis.</param>
    /// <param name="begin">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such rows.</exception>
    public static Tensor Rows(Tensor tensor, int axis, long begin, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, begin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, tensor.size(axis));
        return tensor.narrow(axis, begin, end - begin);
    }
}
