namespace LossDsl.Roslyn.Declarations;

/// <summary>The names of generated members, which a declaration cannot use.</summary>
internal static class GeneratedNames
{
    /// <summary>The private field of the generated next-token view and of the generated terms.</summary>
    public const string DataField = "_data";

    public static readonly HashSet<string> DataDict =
        ["Keys", "Schema", "Bind", "TryBind", "Rows", "Map", "NextToken", "NextTokenView", "Terms"];

    public static readonly HashSet<string> LossConfig =
    [
        "Keys", "Schema", "Validate", "FromJson", "FromYaml", "FromConfiguration", "FromFile", "ToJson", "ToYaml", "JsonSchema",
    ];

    public static readonly HashSet<string> LossMetrics = ["Keys", "Schema", "Terms"];

    /// <summary>Members of <c>object</c> that a generated key constant must not hide.</summary>
    public static readonly HashSet<string> ObjectMembers = ["GetType", "MemberwiseClone", "ReferenceEquals"];
}
