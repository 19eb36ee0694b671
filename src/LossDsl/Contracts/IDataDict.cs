namespace LossDsl;

/// <summary>What the generator adds to a record that is marked <see cref="DataDictAttribute"/>.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IDataDict<TSelf>
    where TSelf : class, IDataDict<TSelf>
{
    /// <summary>The contract as data.</summary>
    static abstract DataDictSchema Schema { get; }

    /// <summary>The number of rows: the length of the first dimension of the first tensor.</summary>
    long Rows { get; }

    /// <summary>Takes the record out of the batch of a check, which notes whatever does not hold.</summary>
    /// <param name="check">The check.</param>
    static abstract TSelf Take(ref ContractCheck check);

    /// <summary>Checks every tensor of the record.</summary>
    /// <param name="check">The check.</param>
    void Check(ref ContractCheck check);

    /// <summary>Rows <paramref name="begin"/> (inclusive) to <paramref name="end"/> (exclusive), as views.</summary>
    /// <param name="begin">The first row.</param>
    /// <param name="end">The row after the last.</param>
    TSelf Slice(long begin, long end);
}
