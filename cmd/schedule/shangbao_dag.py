"""An Airflow DAG (2.4 and later): run every night, verify, and fail where too much was refused."""
from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    dag_id="shangbao",
    schedule="30 3 * * *",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    publish = BashOperator(
        task_id="publish",
        bash_command="/usr/local/bin/shangbao run --log-format json --wait 30m --max-quarantine 0.05 --out /srv/shangbao/out /srv/shangbao/archive",
    )
    verify = BashOperator(task_id="verify", bash_command="/usr/local/bin/shangbao verify /srv/shangbao/out")
    publish >> verify
