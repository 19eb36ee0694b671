namespace LossDsl.Goldens;

/// <summary>An error that the library raised.</summary>
/// <param name="Stage">When: <c>construct</c> or <c>call</c>.</param>
/// <param name="Type">The exception's name.</param>
/// <param name="Message">What it said.</param>
internal sealed record RaisedError(string Stage, string Type, string Message)
{
    public const string Construct = "construct";
    public const string Prepare = "prepare";
    public const string Call = "call";

    private static readonly string[] InOrder = [Construct, Prepare, Call];

    public static RaisedError FromException(string stage, Exception error) => new(stage, error.GetType().Name, error.Message);

    /// <summary>Whether it came at a stage or before it: what can be known earlier may fail earlier.</summary>
    public bool IsAtOrBefore(string stage) => Array.IndexOf(InOrder, Stage) <= Array.IndexOf(InOrder, stage);
}
