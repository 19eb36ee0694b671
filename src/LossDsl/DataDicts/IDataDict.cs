namespace LossDsl;

/// <summary>What the generator adds to a record that is marked <see cref="DataDictAttribute"/>.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IDataDict<TSelf> : IBatch<TSelf>
    where TSelf : class, IDataDict<TSelf>
{
    /// <summary>The contract as data.</summary>
    static abstract DataDictSchema Schema { get; }

    /// <summary>Takes the record out of the batch of a check, which notes whatever does not hold.</summary>
    /// <param name="check">The check.</param>
    static abstract TSelf Read(ref DataDictValidator check);

    /// <summary>Checks every tensor of the record.</summary>
    /// <param name="check">The check.</param>
    void Check(ref DataDictValidator check);

    /// <summary>A declared tensor; null where the record lacks it.</summary>
    /// <param name="field">Its place in <see cref="Schema"/>.</param>
    Tensor? GetTensor(int field);
}
