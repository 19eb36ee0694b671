namespace LossDsl.Goldens;

/// <summary>The result of a step of a case, or the error that the library raised in it.</summary>
/// <param name="Value">The result.</param>
/// <param name="Error">The error; null if there is none.</param>
/// <typeparam name="T">The type of the result.</typeparam>
internal readonly record struct Attempt<T>(T? Value, RaisedError? Error)
    where T : class
{
    /// <summary>Runs a step and catches errors of the library. Errors in the golden file are not caught.</summary>
    /// <param name="stage">The name of the step.</param>
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

    /// <summary>Runs the next step, if this one raised no error.</summary>
    public Attempt<TNext> Then<TNext>(string stage, Func<T, TNext> step)
        where TNext : class
    {
        var value = Value;
        return value is null ? new Attempt<TNext>(null, Error) : Attempt<TNext>.Run(stage, () => step(value));
    }
}
