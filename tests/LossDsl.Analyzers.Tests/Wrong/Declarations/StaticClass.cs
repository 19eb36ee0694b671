// LDSL1001 error: it is static
[LossConfig]
public static partial class /*!*/Config
{
}
