namespace LossDsl.Analyzers;

/// <summary>The categories of rules. A category is the first digit of a rule's id.</summary>
internal static class Category
{
    public const string Declarations = "LossDsl.Declarations";
    public const string Keys = "LossDsl.Keys";
    public const string Configs = "LossDsl.Configs";
    public const string ConfigFiles = "LossDsl.ConfigFiles";
    public const string Tensors = "LossDsl.Tensors";
}
