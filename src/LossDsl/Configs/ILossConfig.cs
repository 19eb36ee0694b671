namespace LossDsl;

/// <summary>The members that the generator adds to a record marked with <see cref="LossConfigAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface ILossConfig<TSelf>
    where TSelf : class, ILossConfig<TSelf>
{
    /// <summary>The settings of the config with their types and rules.</summary>
    static abstract ConfigSchema Schema { get; }

    /// <summary>Creates the record from the values of a file; the reader collects violations.</summary>
    /// <param name="reader">The reader.</param>
    static abstract TSelf Read(ref ConfigReader reader);

    /// <summary>Passes every value to a validator.</summary>
    /// <param name="check">The validator.</param>
    void Check(ref ConfigValidator check);
}
