namespace LossDsl.Roslyn.Declarations;

/// <summary>The names of the members that are generated: what is declared cannot have them.</summary>
internal static class GeneratedNames
{
    /// <summary>The field of the next-token view and of the terms.</summary>
    public const string DataField = "_data";

    /// <summary>The members of a data dict.</summary>
    public static readonly HashSet<string> DataDict =
        ["Keys", "Schema", "Bind", "TryBind", "Rows", "Map", "NextToken", "NextTokenView", "Terms"];

    /// <summary>The members of a config.</summary>
    public static readonly HashSet<string> LossConfig =
    [
        "Keys", "Schema", "Validate", "FromJson", "FromYaml", "FromConfiguration", "FromFile", "ToJson", "ToYaml", "JsonSchema",
    ];

    /// <summary>The members of a metrics record.</summary>
    public static readonly HashSet<string> LossMetrics = ["Keys", "Schema", "Terms"];

    /// <summary>The members of <c>object</c> that a key constant must not hide.</summary>
    public static readonly HashSet<string> ObjectMembers = ["GetType", "MemberwiseClone", "ReferenceEquals"];
}
