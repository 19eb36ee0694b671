namespace LossDsl.Goldens;

/// <summary>What a step of a case gave, or the error that the library raised in it.</summary>
/// <param name="Value">What it gave.</param>
/// <param name="Error">What was raised.</param>
/// <typeparam name="T">What it gives.</typeparam>
internal readonly record struct Attempt<T>(T? Value, RaisedError? Error)
    where T : class
{
    /// <summary>Does a step. What is wrong with the file itself is not the library's error and passes.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="step">The step.</param>
    public static Attempt<T> Run(string stage, Func<T> step)
    {
        try
        {
            return new Attempt<T>(step(), null);
        }
        catch (Exception error) when (error is not (UsageException or OutOfMemoryException))
        {
            return new Attempt<T>(null, RaisedError.FromException(stage, error));
        }
    }

    /// <summary>Goes on with the next step, if this one raised nothing.</summary>
    public Attempt<TNext> Then<TNext>(string stage, Func<T, TNext> step)
        where TNext : class
    {
        var value = Value;
        return value is null ? new Attempt<TNext>(null, Error) : Attempt<TNext>.Run(stage, () => step(value));
    }
}
