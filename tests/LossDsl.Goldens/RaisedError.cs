namespace LossDsl.Goldens;

/// <summary>An error that the library raised.</summary>
/// <param name="Stage">The stage: <c>construct</c> or <c>call</c>.</param>
/// <param name="Type">The name of the exception's type.</param>
/// <param name="Message">The message.</param>
internal sealed record RaisedError(string Stage, string Type, string Message)
{
    public const string Construct = "construct";
    public const string Prepare = "prepare";
    public const string Call = "call";

    private static readonly string[] InOrder = [Construct, Prepare, Call];

    public static RaisedError FromException(string stage, Exception error) => new(stage, error.GetType().Name, error.Message);

    /// <summary>Whether it was raised in a stage or before: errors may be detected earlier than in the reference.</summary>
    public bool IsAtOrBefore(string stage) => Array.IndexOf(InOrder, Stage) <= Array.IndexOf(InOrder, stage);
}
