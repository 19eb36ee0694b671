namespace LossDsl;

/// <summary>The members that the generator adds to a record marked with <see cref="DataDictAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IDataDict<TSelf> : IBatch<TSelf>
    where TSelf : class, IDataDict<TSelf>
{
    /// <summary>The declared tensors with their shapes and types.</summary>
    static abstract DataDictSchema Schema { get; }

    /// <summary>Creates the record from the batch of a validator, which collects violations.</summary>
    /// <param name="check">The validator.</param>
    static abstract TSelf Read(ref DataDictValidator check);

    /// <summary>Passes every tensor of the record to a validator.</summary>
    /// <param name="check">The validator.</param>
    void Check(ref DataDictValidator check);

    /// <summary>Returns a declared tensor; null where the record has none.</summary>
    /// <param name="field">The index of the tensor in <see cref="Schema"/>.</param>
    Tensor? GetTensor(int field);
}
