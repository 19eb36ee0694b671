namespace LossDsl;

/// <summary>What the generator adds to a record that is marked <see cref="LossConfigAttribute"/>.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface ILossConfig<TSelf>
    where TSelf : class, ILossConfig<TSelf>
{
    /// <summary>The config as data.</summary>
    static abstract ConfigSchema Schema { get; }

    /// <summary>Makes the record of what a file says; the reader notes whatever is wrong.</summary>
    /// <param name="reader">The reader.</param>
    static abstract TSelf Read(ref ConfigReader reader);

    /// <summary>Checks every value.</summary>
    /// <param name="check">The check.</param>
    void Check(ref ConfigValidator check);
}
